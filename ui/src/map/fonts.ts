// Fonts of the map's names, from the package itself; scripts that Noto Sans' files here lack fall to the browser's own fonts.

import cyrillic400 from '@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff2?url';
import cyrillic600 from '@fontsource/noto-sans/files/noto-sans-cyrillic-600-normal.woff2?url';
import greek400 from '@fontsource/noto-sans/files/noto-sans-greek-400-normal.woff2?url';
import italic400 from '@fontsource/noto-sans/files/noto-sans-latin-400-italic.woff2?url';
import cyrillicItalic400 from '@fontsource/noto-sans/files/noto-sans-cyrillic-400-italic.woff2?url';
import latin400 from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import latin600 from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import extended400 from '@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2?url';
import extended600 from '@fontsource/noto-sans/files/noto-sans-latin-ext-600-normal.woff2?url';
import vietnamese400 from '@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff2?url';

const LATIN = ['U+0000-00FF', 'U+0131', 'U+0152-0153', 'U+02BB-02BC', 'U+02C6', 'U+02DA', 'U+02DC', 'U+2000-206F', 'U+20AC', 'U+2122', 'U+2191', 'U+2193', 'U+2212'];
const EXTENDED = ['U+0100-02BA', 'U+02BD-02C5', 'U+02C7-02CC', 'U+1E00-1E9F', 'U+1EF2-1EFF', 'U+20A0-20AB', 'U+2C60-2C7F', 'U+A720-A7FF'];
const CYRILLIC = ['U+0301', 'U+0400-045F', 'U+0490-0491', 'U+04B0-04B1', 'U+2116'];
const GREEK = ['U+0370-03FF'];
const VIETNAMESE = ['U+0102-0103', 'U+0110-0111', 'U+1EA0-1EF9'];

function face(path: string, range: string[]): { url: string; 'unicode-range': string[] } {
  return { url: new URL(path, location.origin).href, 'unicode-range': range };
}

export const FONT_FACES = {
  'Noto Sans Regular': [face(latin400, LATIN), face(extended400, EXTENDED), face(cyrillic400, CYRILLIC), face(greek400, GREEK), face(vietnamese400, VIETNAMESE)],
  'Noto Sans SemiBold': [face(latin600, LATIN), face(extended600, EXTENDED), face(cyrillic600, CYRILLIC)],
  'Noto Sans Italic': [face(italic400, LATIN), face(cyrillicItalic400, CYRILLIC)],
};
