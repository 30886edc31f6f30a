/** Every way the engine can refuse, by name. A file's own faults are `DataIssue`s, not errors. */
export type ErrorCode =
  | 'file-missing'
  | 'file-is-directory'
  | 'file-empty'
  | 'file-header-only'
  | 'file-not-text'
  | 'file-too-large'
  | 'file-malformed'
  | 'file-protected'
  | 'file-unreadable'
  | 'file-not-written'
  | 'sheet-unknown'
  | 'column-unknown'
  | 'no-date-column'
  | 'no-number-column'
  | 'no-target'
  | 'frequency-unclear'
  | 'series-too-short'
  | 'series-constant'
  | 'series-not-finite'
  | 'spec-invalid'
  | 'training-diverged'
  | 'backend-unavailable'
  | 'backend-lost'
  | 'backend-inexact'
  | 'dataset-unknown'
  | 'job-unknown'
  | 'cancelled'
  | 'request-invalid'
  | 'internal'

/** Where a fault is and how to mend it; every field is optional because not every fault has a place. */
export interface ErrorDetails {
  readonly file?: string
  /** 1-based row of the file, the header being row 1 of a plain table. */
  readonly row?: number
  readonly column?: string
  /** Path of a field of a spec, such as `layers[0].units`. */
  readonly field?: string
  /** What the user can do, as a sentence. */
  readonly remedy?: string
}

/** An error that names the value and the remedy. `message` is one plain sentence for the user. */
export class EngineError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message)
    this.name = 'EngineError'
  }
}

/** An error as it crosses threads and processes, where classes are lost. */
export interface PlainError {
  readonly code: ErrorCode
  readonly message: string
  readonly details: ErrorDetails
}

/** Turns anything thrown into its plain form; what is not an `EngineError` becomes `internal`. */
export function toPlainError(thrown: unknown): PlainError {
  if (thrown instanceof EngineError) {
    return { code: thrown.code, message: thrown.message, details: thrown.details }
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'internal', message, details: {} }
}

/** The inverse of `toPlainError`. */
export function fromPlainError(plain: PlainError): EngineError {
  return new EngineError(plain.code, plain.message, plain.details)
}
