// Whether the search is open, and what was typed into it, before it was there among it.

class PaletteState {
  open = $state(false);
  text = $state('');
}

export const palette = new PaletteState();
