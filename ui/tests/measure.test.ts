import { describe, expect, it } from 'vitest';

import { altitude, count, degrees, duration, percent, position, utc } from '../src/measure/format';
import { bearingDeg, circle, distanceNm, greatCircle, mercatorX, mercatorY, unwrap } from '../src/measure/geodesy';

describe('numbers as they are shown', () => {
  it('never rounds a probability to certainty', () => {
    expect(percent(1)).toContain('> 99.9');
    expect(percent(0.9999)).toContain('>');
    expect(percent(0.0001)).toContain('<');
    expect(percent(0.9222)).toBe('92 %');
    expect(percent(null)).toBe('–');
  });

  it('writes feet and metres', () => {
    expect(altitude(35000, 'nautical')).toBe('35 000 ft');
    expect(altitude(35000, 'metric')).toBe('10 670 m'); // 35000 ft are 10668 m
    expect(altitude(NaN, 'metric')).toBe('–');
  });

  it('writes times in UTC', () => {
    expect(utc('2019-03-23T14:05:12+02:00', true)).toBe('2019-03-23 12:05:12Z');
    expect(utc('yesterday')).toBe('–');
  });

  it.each([
    [59, '59 s'],
    [3600, '1 h'],
    [5400, '1 h 30 min'],
    [14276, '3 h 58 min'],
    [200_000, '2 d 7 h'],
  ])('writes %i seconds', (seconds, text) => expect(duration(seconds)).toBe(text));

  it('groups thousands, and signs with a minus', () => {
    expect(count(1234567)).toBe('1 234 567');
    expect(count(-0.2)).toBe('0');
    expect(count(-12)).toBe('−12');
    expect(degrees(359.7)).toBe('000°');
    expect(position(-10.5, 190)).toBe('10.5000°S 170.0000°W');
  });
});

describe('the sphere', () => {
  it('knows a degree of the equator: 60 nautical miles by definition of the old mile', () => {
    expect(distanceNm([0, 0], [1, 0])).toBeCloseTo(60.04, 2);
    expect(distanceNm([179.5, 0], [-179.5, 0])).toBeCloseTo(60.04, 2);
  });

  it('goes due east along the equator and due north along a meridian', () => {
    expect(bearingDeg([0, 0], [10, 0])).toBeCloseTo(90, 9);
    expect(bearingDeg([5, 0], [5, 10])).toBeCloseTo(0, 9);
  });

  it('crosses the antimeridian without a jump', () => {
    expect(unwrap([170, -170, -150])).toEqual([170, 190, 210]);
    const way = greatCircle([170, 50], [-160, 60]);
    expect(way[0]![0]).toBeCloseTo(170, 9);
    expect(way.at(-1)![0]).toBeCloseTo(200, 9);
    expect(Math.max(...way.slice(1).map(([lon], i) => Math.abs(lon - way[i]![0])))).toBeLessThan(2);
  });

  it('draws a circle whose every point is as far away', () => {
    for (const point of circle([20, 60], 100, 12)) expect(distanceNm([20, 60], point)).toBeCloseTo(100, 6);
  });

  it('puts the corners of the world where tiles have them', () => {
    expect([mercatorX(-180), mercatorX(180)]).toEqual([0, 1]);
    expect(mercatorY(0)).toBeCloseTo(0.5, 12);
    expect(mercatorY(85.0511287)).toBeCloseTo(0, 7);
  });
});
