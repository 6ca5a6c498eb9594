// What is wider than its place can be scrolled with keys too, and is a stop of the Tab key only then.

import { t } from '../i18n/index.svelte';

export function scrolled(node: HTMLElement): () => void {
  const seen = new ResizeObserver(() => {
    const wide = node.scrollWidth > node.clientWidth;
    for (const [name, value] of Object.entries({ tabindex: '0', role: 'region', 'aria-label': t('scroll.label') }))
      if (wide) node.setAttribute(name, value);
      else node.removeAttribute(name);
  });
  for (const one of [node, ...node.children]) seen.observe(one);
  return () => seen.disconnect();
}
