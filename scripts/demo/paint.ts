import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta' | 'cyan';

/** Gives a text in a style. */
export type Paint = (style: Style, text: string) => string;

/** Follows the terminal, NO_COLOR and FORCE_COLOR. */
export const paint: Paint = (style, text) => (text.trim() === '' ? text : styleText(style, text));

export const plain: Paint = (_, text) => text;
