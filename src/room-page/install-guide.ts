/** The install steps of the READMEs, which the build puts into the page. */
export interface Span {
  readonly look: 'plain' | 'strong' | 'code';
  readonly text: string;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Block[])[] };

export interface InstallGuide {
  /** What has to be done once on a codec. */
  readonly preparation: readonly Block[];
  /** Where the Macro Editor is, by firmware in words, such as 'CE 9.15, RoomOS 10 and 11'. */
  readonly menus: readonly { readonly firmware: string; readonly menu: readonly Span[] }[];
  /** What to do in the Macro Editor with the downloaded file. */
  readonly steps: readonly (readonly Block[])[];
  /** About both macros and both forms of a file. */
  readonly notes: readonly Block[];
  /** What each macro needs besides. */
  readonly macros: Readonly<Record<string, readonly Block[]>>;
  /** How to take each macro off a codec again. */
  readonly undo: Readonly<Record<string, readonly Block[]>>;
}

/** The menu with the Macro Editor on a firmware. */
export function menuOn({ menus }: InstallGuide, firmware: string): readonly Span[] {
  const [major = ''] = firmware.split('.');
  const wanted = firmware.startsWith('9.') ? firmware : major;
  return menus.find((row) => row.firmware.split(/[ ,]+/).includes(wanted))?.menu ?? [];
}
