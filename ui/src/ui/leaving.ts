// Menus close when the reader goes elsewhere. A click on words within one moves the focus to nowhere, which is not elsewhere.

import type { Attachment } from 'svelte/attachments';

export function leaving(close: () => void): Attachment<HTMLElement> {
  return (node) => {
    const outside = (target: EventTarget | null): boolean => target instanceof Node && !node.contains(target);
    const focused = (event: FocusEvent): void => {
      if (outside(event.relatedTarget)) close();
    };
    const pressed = (event: PointerEvent): void => {
      if (outside(event.target)) close();
    };
    node.addEventListener('focusout', focused);
    addEventListener('pointerdown', pressed, true);
    return () => {
      node.removeEventListener('focusout', focused);
      removeEventListener('pointerdown', pressed, true);
    };
  };
}
