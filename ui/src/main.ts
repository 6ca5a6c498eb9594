// The door: follows links, sets the theme before anything is drawn, and puts the pages on the screen.

import './app.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { meter } from './map/meter';
import { pageOf } from './pages';
import { follow } from './state/router.svelte';
import { settings } from './state/settings.svelte';

document.documentElement.dataset['theme'] = settings.dark ? 'dark' : 'light';
(window as unknown as { skywitnessMeter: typeof meter }).skywitnessMeter = meter;
follow();
// The map is the heaviest part: it is on its way while the frame is built. Who uses it tells when it does not come.
if (pageOf(location.pathname).kind !== 'sheet') void import('./map/MapView.svelte').catch(() => undefined);
const target = document.getElementById('app');
if (target) mount(App, { target });
