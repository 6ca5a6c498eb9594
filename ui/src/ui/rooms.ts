// The rooms in the rail, in order.

import type { Key } from '../i18n/messages';
import type { IconName } from './Icon.svelte';

export const ROOMS: { path: string; name: Key; icon: IconName }[] = [
  { path: '/', name: 'room.map', icon: 'map' },
  { path: '/aircraft', name: 'room.aircraft', icon: 'plane' },
  { path: '/flights', name: 'room.flights', icon: 'route' },
  { path: '/airports', name: 'room.airports', icon: 'pin' },
  { path: '/area', name: 'room.area', icon: 'area' },
  { path: '/findings', name: 'room.findings', icon: 'find' },
  { path: '/cases', name: 'room.cases', icon: 'folder' },
  { path: '/status', name: 'room.status', icon: 'status' },
];
