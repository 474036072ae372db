/** The install steps of the READMEs, which the build puts into the page. */
export interface Span {
  readonly look: 'plain' | 'strong' | 'code';
  readonly text: string;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Block[])[] };

/** By the name of the macro. */
export type InstallGuide = Readonly<
  Record<
    string,
    {
      /** How to put the downloaded file on a codec. */
      readonly steps: readonly (readonly Block[])[];
      /** How to take the macro off the codec again. */
      readonly undo: readonly Block[];
    }
  >
>;
