// Asking the server: JSON at the addresses of the pages, with its errors (RFC 9457) as one type.

/** An answer that is an error: the server's own words, or what became of the connection. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string;

  constructor(status: number, title: string, detail = '') {
    super(title);
    this.name = 'Problem';
    this.status = status;
    this.detail = detail;
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const said = (await answer.json()) as { title?: string; detail?: unknown };
    const detail = typeof said.detail === 'string' ? said.detail : '';
    return new Problem(answer.status, said.title ?? answer.statusText, detail);
  } catch {
    return new Problem(answer.status, answer.statusText || `HTTP ${answer.status}`);
  }
}

async function fetched(url: string, request: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, { ...request, credentials: 'same-origin' });
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new Problem(0, 'offline');
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

async function ask(url: string, accept: string, signal?: AbortSignal): Promise<Response> {
  return fetched(url, { headers: { accept }, signal: signal ?? null });
}

async function post(url: string, body: unknown): Promise<Response> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return fetched(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Change something; what was done comes back. */
export async function send<T>(url: string, body: unknown): Promise<T> {
  return (await (await post(url, body)).json()) as T;
}

/** Have something made that is saved as a file. */
export async function sendForFile(url: string, body: unknown): Promise<Blob> {
  return (await post(url, body)).blob();
}

export async function json<T>(url: string, signal?: AbortSignal): Promise<T> {
  return (await (await ask(url, 'application/json', signal)).json()) as T;
}

export async function bytes(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  return (await ask(url, 'application/octet-stream', signal)).arrayBuffer();
}

/** A query string of what is given. */
export function query(values: Record<string, string | number | null | undefined>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return pairs.length ? `?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}` : '';
}
