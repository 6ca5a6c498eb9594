// The live connection: frames by WebSocket, tried again with growing waits, and an honest word for how it stands.

import type { Names } from './fleet';
import { decode, type Frame } from './frame';

export type Connection = 'off' | 'connecting' | 'open' | 'waiting';

const FIRST_WAIT_S = 1;
const LONGEST_WAIT_S = 30;

export class Live {
  connection = $state<Connection>('off');
  /** When it is tried again, milliseconds by this machine's clock. */
  againAt = $state(0);
  /** Time of the newest frame, milliseconds UTC, and when it came by this machine's clock. */
  frameTime = $state(0);
  cameAt = $state(0);
  /** What the server says of its feeds; undefined until it says anything. */
  heard = $state.raw<{ live: boolean; words?: string }>();
  #socket: WebSocket | undefined;
  #wait = FIRST_WAIT_S;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #take: (frame: Frame) => void;
  readonly #learn: (names: Record<string, Names>) => void;
  readonly #still: () => void;

  /** `still` is called when the server says that nothing is live. */
  constructor(take: (frame: Frame) => void, learn: (names: Record<string, Names>) => void, still: () => void) {
    [this.#take, this.#learn, this.#still] = [take, learn, still];
  }

  start(): void {
    if (this.#socket) return;
    this.connection = 'connecting';
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/ws/live`);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onopen = () => ([this.connection, this.#wait] = ['open', FIRST_WAIT_S]);
    socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => this.#heard(event.data);
    socket.onclose = () => this.#lost(socket);
  }

  stop(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = undefined;
    this.connection = 'off';
    socket?.close();
  }

  #heard(data: ArrayBuffer | string): void {
    if (typeof data === 'string') {
      const told = JSON.parse(data) as { names?: Record<string, Names>; status?: { live: boolean; words?: string } };
      if (told.status) this.#told(told.status);
      if (told.names) this.#learn(told.names);
      return;
    }
    const frame = decode(data);
    if (!frame.n && this.heard?.live === false) return; // nothing is live: what is shown stays
    [this.frameTime, this.cameAt] = [frame.time, Date.now()];
    this.#take(frame);
  }

  #told(status: { live: boolean; words?: string }): void {
    const before = this.heard?.live;
    this.heard = status;
    if (!status.live && before !== false) this.#still();
  }

  #lost(socket: WebSocket): void {
    if (socket !== this.#socket) return; // closed on purpose
    this.#socket = undefined;
    this.connection = 'waiting';
    this.againAt = Date.now() + this.#wait * 1000;
    this.#timer = setTimeout(() => this.start(), this.#wait * 1000);
    this.#wait = Math.min(LONGEST_WAIT_S, this.#wait * 2);
  }
}
