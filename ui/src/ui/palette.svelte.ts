// Whether the search is open.

class PaletteState {
  open = $state(false);
}

export const palette = new PaletteState();
