/** Facts of the project that the build puts into the page; '' for those that are not set. */
export interface ProjectInfo {
  readonly license: string;
  /** Where the sources are. */
  readonly repository: string;
  /** Where the page is published. */
  readonly homepage: string;
}
