// Every month from the first to the last, also those in which nothing was counted.

export interface Month {
  month: string;
  visits: number;
  aircraft: number;
}

export function everyMonth(rows: readonly Month[]): Month[] {
  const known = new Map(rows.map((row) => [row.month, row]));
  const sorted = [...known.keys()].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return [];
  const months: Month[] = [];
  for (let month = first; month <= last; month = following(month)) months.push(known.get(month) ?? { month, visits: 0, aircraft: 0 });
  return months;
}

function following(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
