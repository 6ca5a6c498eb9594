// Lays days out as a calendar: one block a year, a column a week beginning on Monday, only the months that hold data.

export interface DayValue {
  day: string;
  value: number;
}

export interface Cell extends DayValue {
  column: number;
  row: number;
}

export interface Year {
  year: number;
  columns: number;
  months: { month: number; column: number }[];
  cells: Cell[];
}

const DAY_MS = 86_400_000;

export function weeks(days: readonly DayValue[]): Year[] {
  const values = new Map(days.map(({ day, value }) => [day, value]));
  const years = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))].sort((a, b) => b - a);
  return years.map((year) => block(year, values));
}

function block(year: number, values: ReadonlyMap<string, number>): Year {
  const inYear = [...values.keys()].filter((day) => day.startsWith(`${year}-`)).sort();
  const first = Date.parse(`${inYear[0]!.slice(0, 7)}-01T00:00:00Z`);
  const last = inYear.at(-1)!;
  const end = Date.UTC(year, Number(last.slice(5, 7)), 0);
  const lead = (new Date(first).getUTCDay() + 6) % 7;
  const cells: Cell[] = [];
  const months: Year['months'] = [];
  for (let time = first, index = lead; time <= end; time += DAY_MS, index++) {
    const date = new Date(time);
    const day = date.toISOString().slice(0, 10);
    const column = Math.floor(index / 7);
    if (date.getUTCDate() === 1) months.push({ month: date.getUTCMonth(), column: index % 7 ? column + 1 : column });
    cells.push({ day, value: values.get(day) ?? 0, column, row: index % 7 });
  }
  return { year, months, cells, columns: (cells.at(-1)?.column ?? 0) + 2 };
}
