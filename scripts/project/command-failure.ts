/** A mistake of the user, explained by its message: printed as one line, without a stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
