/** A mistake that its message explains to whoever runs a command: printed as one line, without a stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
