import { expect, it } from 'vitest';

import { everyMonth } from '../src/ui/months';

it('months without a visit keep their place, across the end of a year', () => {
  const rows = [{ month: '2019-02', visits: 1, aircraft: 1 }, { month: '2018-11', visits: 2, aircraft: 1 }];
  expect(everyMonth(rows).map(({ month, visits }) => [month, visits])).toEqual([['2018-11', 2], ['2018-12', 0], ['2019-01', 0], ['2019-02', 1]]);
  expect(everyMonth([])).toEqual([]);
});
