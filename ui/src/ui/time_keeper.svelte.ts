// Keeps the sky at the time that the address names: live without one, a replay with one; writes the time back while it runs.

import { untrack } from 'svelte';

import { archive } from '../data/archive.svelte';
import { SPEEDS } from '../data/replay.svelte';
import { sky } from '../data/sky.svelte';
import { asDate } from '../measure/format';
import { place, put } from '../state/router.svelte';

const WRITE_EVERY_MS = 5000;
let written = '';
let writtenAt = 0;

export function stamp(time: number): string {
  return new Date(time).toISOString().replace('.000', '');
}

export function keepTime(): void {
  $effect(() => {
    const t = place.query['t'];
    untrack(() => follow(t));
  });
  $effect(() => {
    const speed = Number(place.query['speed'] ?? 60);
    untrack(() => sky.replay.setSpeed((SPEEDS as readonly number[]).includes(speed) ? speed : 60));
  });
  $effect(() => {
    if (!sky.replay.playing) return;
    let frame = requestAnimationFrame(function step() {
      sky.replay.tick(archive.until || Infinity);
      note();
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  });
}

function follow(t: string | undefined): void {
  const time = asDate(t)?.getTime();
  if (time === undefined) {
    if (t) put({ t: null }); // a bookmark whose time is none
    if (sky.replay.time) sky.clear();
    sky.replay.stop();
    sky.live.heard = undefined;
    sky.live.start();
    return;
  }
  if (!sky.replay.time) sky.clear();
  sky.live.stop();
  if (t !== written) sky.replay.seek(time);
}

/** Write the time of the replay into the address, not too often. */
function note(): void {
  if (!sky.replay.time || performance.now() - writtenAt < WRITE_EVERY_MS) return;
  writtenAt = performance.now();
  written = stamp(Math.round(sky.replay.time / 1000) * 1000);
  put({ t: written });
}

/** Go to a time and stay there. */
export function goTo(time: number): void {
  written = '';
  put({ t: stamp(Math.round(time / 1000) * 1000) });
}

/** Start or stop the replay; from the live sky it begins an hour before the end of the record. */
export function playPause(): void {
  if (!sky.replay.time) {
    if (!archive.until) return;
    goTo(Math.max(archive.since, archive.until - 3_600_000));
    sky.replay.play();
  } else if (sky.replay.playing) {
    sky.replay.pause();
    goTo(sky.replay.time);
  } else sky.replay.play();
}

export function goLive(): void {
  sky.replay.pause();
  put({ t: null });
}
