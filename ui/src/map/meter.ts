// Counts what drawing costs in script, so that a benchmark can read it: `skywitnessMeter` on the window.

class Meter {
  frames = 0;
  frame_ms = 0;
  updates = 0;
  update_ms = 0;
  /** Draws the map once more. */
  repaint: () => void = () => undefined;

  frame(ms: number): void {
    this.frames += 1;
    this.frame_ms += ms;
  }

  update(ms: number): void {
    this.updates += 1;
    this.update_ms += ms;
  }
}

export const meter = new Meter();
