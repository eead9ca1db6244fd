/** Why someone could not do what they wanted in the practice workspace, in words for them. */
export class NotDone extends Error {
  override readonly name = 'NotDone'
  /** The HTTP status with which the page is told. */
  readonly status: number

  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}
