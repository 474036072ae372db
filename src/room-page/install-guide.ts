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
  /** The section "Install" of each macro's README: steps, of which the first one is the download, and notes. */
  readonly macros: Readonly<Record<string, readonly Block[]>>;
}
