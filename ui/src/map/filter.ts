// The line that chooses which aircraft are drawn: `mil type:IL62 flag:RU >FL200 RFF`. Every word must hold.

import { FLAG, hex } from '../data/frame';
import type { Fleet, Names } from '../data/fleet';

type Test = (names: Names | undefined, altitudeFt: number, flags: number, address: number) => boolean;

const has = (value: string | null | undefined, wanted: string): boolean => (value ?? '').toLowerCase().includes(wanted);

const FIELDS: Record<string, (names: Names | undefined) => string | null | undefined> = {
  type: (names) => names?.typecode,
  flag: (names) => names?.flag_state,
  op: (names) => names?.operator,
  reg: (names) => names?.registration,
  call: (names) => names?.callsign,
};

const WORDS: Record<string, Test> = {
  mil: (names, _, flags) => (names?.military_probability ?? 0) >= 0.5 || (flags & FLAG.military) !== 0,
  civ: (names, _, flags) => (names?.military_probability ?? 0) < 0.5 && (flags & FLAG.military) === 0,
  air: (_, __, flags) => (flags & FLAG.ground) === 0,
  ground: (_, __, flags) => (flags & FLAG.ground) !== 0,
  doubted: (_, __, flags) => (flags & FLAG.doubted) !== 0,
  emergency: (_, __, flags) => (flags & FLAG.emergency) !== 0,
};

function height(word: string): Test | undefined {
  const found = /^([<>])(fl)?(\d+)$/.exec(word);
  if (!found) return undefined;
  const limit = Number(found[3]) * (found[2] ? 100 : 1);
  return found[1] === '>' ? (_, feet) => feet > limit : (_, feet) => feet < limit;
}

function testOf(word: string): Test {
  const named = WORDS[word];
  if (named) return named;
  const [field = '', value] = word.split(':', 2);
  const read = FIELDS[field];
  if (read && value !== undefined) return field === 'type' || field === 'flag' ? (names) => (read(names) ?? '').toLowerCase() === value : (names) => has(read(names), value);
  return height(word) ?? ((names, _, __, address) => has(names?.callsign, word) || has(names?.registration, word) || hex(address).startsWith(word));
}

/** A test of slots of a fleet; undefined when there is nothing to filter. */
export function filterOf(line: string | undefined): ((fleet: Fleet, slot: number) => boolean) | undefined {
  const tests = (line ?? '').toLowerCase().split(/\s+/).filter(Boolean).map(testOf);
  if (!tests.length) return undefined;
  return (fleet, slot) => {
    const address = fleet.icao24[slot]!;
    const names = fleet.names.get(address);
    return tests.every((test) => test(names, fleet.altitude_ft[slot]!, fleet.flags[slot]!, address));
  };
}
