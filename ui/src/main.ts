// The door: follows links, sets the theme before anything is drawn, and puts the pages on the screen.

import './app.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { meter } from './map/meter';
import { follow } from './state/router.svelte';
import { settings } from './state/settings.svelte';

document.documentElement.dataset['theme'] = settings.dark ? 'dark' : 'light';
(window as unknown as { skywitnessMeter: typeof meter }).skywitnessMeter = meter;
follow();
const target = document.getElementById('app');
if (target) mount(App, { target });
