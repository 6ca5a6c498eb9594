import { describe, expect, it } from 'vitest';

import { Fleet } from '../src/data/fleet';
import { altitudeColour, colourOf, wordColour } from '../src/map/colours';
import { filterOf } from '../src/map/filter';
import { Grid } from '../src/map/grid';
import { Placed } from '../src/map/labels';
import { outline, SHAPES, shapeOf } from '../src/map/shapes';
import { weeks } from '../src/ui/weeks';

describe('the grid under the pointer', () => {
  const x = Float64Array.from([0.5, 0.501, 0.999, 0.2]);
  const y = Float64Array.from([0.5, 0.5, 0.3, NaN]);
  const grid = new Grid();
  grid.fill(x, y, 4);

  it('finds the nearest first', () => expect(grid.near(0.5008, 0.5, 0.002)).toEqual([1, 0]));
  it('reaches over the edge of the world', () => expect(grid.near(0.0005, 0.3, 0.002)).toEqual([2]));
  it('does not find what is hidden', () => expect(grid.near(0.2, 0.5, 0.01)).toEqual([]));
  it('finds everything once, however far it reaches', () => expect(grid.near(0.5, 0.5, 0.9).sort()).toEqual([0, 1, 2]));
});

describe('labels', () => {
  it('leaves out one that would cover another', () => {
    const placed = new Placed();
    expect(placed.take({ x: 10, y: 10, width: 80, height: 14 })).toBe(true);
    expect(placed.take({ x: 85, y: 20, width: 80, height: 14 })).toBe(false);
    expect(placed.take({ x: 85, y: 24, width: 80, height: 14 })).toBe(true);
  });
});

describe('shapes', () => {
  it.each([
    [{ description: 'L2J', wake: 'M' }, 'jet'],
    [{ description: 'L2J', wake: 'H' }, 'heavy'],
    [{ description: 'L4J', wake: 'H', typecode: 'IL62' }, 'four'],
    [{ description: 'H1T' }, 'helicopter'],
    [{ description: 'L4T', typecode: 'C130' }, 'prop'],
    [{ description: 'L1P' }, 'light'],
    [{ typecode: 'SU35' }, 'fighter'],
    [{}, 'unknown'],
  ])('%o is drawn as %s', (names, shape) => expect(shapeOf(names)).toBe(shape));

  it('are closed and lie in their square', () => {
    for (const shape of SHAPES) {
      expect(outline(shape)).toMatch(/Z$/);
      for (const number of outline(shape).match(/-?\d+(\.\d+)?/g)!) expect(Number(number)).toBeLessThanOrEqual(64);
    }
  });
});

describe('colours', () => {
  it('go along the ramp and say unknown where it is', () => {
    expect(altitudeColour(0, true)).not.toEqual(altitudeColour(40000, true));
    expect(altitudeColour(NaN, true)).toEqual(colourOf('altitude', NaN, 0, undefined, true));
  });
  it('are the same for the same word', () => expect(wordColour('Aeroflot', true)).toEqual(wordColour('Aeroflot', true)));
});

describe('the filter', () => {
  const fleet = new Fleet();
  fleet.n = 1;
  fleet.icao24 = Uint32Array.from([0x154073]);
  fleet.altitude_ft = Float32Array.from([35000]);
  fleet.flags = Uint8Array.from([4]);
  fleet.names.set(0x154073, { callsign: 'RFF8151', registration: 'RA-82035', typecode: 'A124', flag_state: 'RU', operator: 'Russian Air Force' });

  it.each(['mil', 'rff', 'RA-82', '1540', 'type:a124', 'flag:ru', 'op:force', '>FL300', '<40000', 'mil air >30000'])('%s holds', (line) => expect(filterOf(line)!(fleet, 0)).toBe(true));
  it.each(['civ', 'ground', 'type:IL76', '>FL400', 'mil type:IL76', 'xyz'])('%s does not', (line) => expect(filterOf(line)!(fleet, 0)).toBe(false));
  it('is none for an empty line', () => expect(filterOf('  ')).toBeUndefined());
});

describe('the calendar', () => {
  it('begins weeks on Monday', () => {
    const [year] = weeks([{ day: '2019-03-23', value: 3 }]); // a Saturday
    const cell = year!.cells.find(({ day }) => day === '2019-03-23')!;
    expect([cell.row, cell.value]).toEqual([5, 3]);
    expect(year!.cells.length).toBe(31);
    expect(year!.cells[0]).toMatchObject({ day: '2019-03-01', column: 0, row: 4 });
  });
  it('puts the newest year first', () => {
    expect(weeks([{ day: '2018-12-31', value: 1 }, { day: '2019-01-01', value: 1 }]).map(({ year }) => year)).toEqual([2019, 2018]);
  });
});
