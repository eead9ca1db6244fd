// What the store throws. Each message says what happened, where, and what to do now. None carries anything from
// inside a document: ids and file names only, since messages reach the log. Callers elsewhere tell them by `name`.

/** A document's file is there and cannot be used. The file is left exactly as it was found. */
export class DamagedDocument extends Error {
  override readonly name = 'DamagedDocument'
  readonly id: string
  readonly file: string
  readonly why: string
  constructor({ id, file, why, remedy }: { id: string; file: string; why: string; remedy?: string }) {
    super(
      `${file} ${why}. It was left as it is. ${remedy ?? 'Repair it or restore it from a backup; removing the document erases it.'}`,
    )
    this.id = id
    this.file = file
    this.why = why
  }
}

/** A file could not be read or written. `unsettled`: what is on disk may be the newer form, and could not be put back. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault'
  readonly file: string
  readonly code: string | undefined
  readonly unsettled: boolean
  constructor({ doing, file, cause, unsettled }: Fault) {
    const code = codeOf(cause)
    super(`Could not ${doing} ${file}: ${remedyFor(code, cause)}`, { cause })
    this.file = file
    this.code = code
    this.unsettled = unsettled ?? false
  }
}

type Fault = { doing: string; file: string; cause: unknown; unsettled?: boolean }

/** `create` was given an id that a document has already. */
export class IdTaken extends Error {
  override readonly name = 'IdTaken'
  constructor(id: string) {
    super(`There is a document ${id} already: update it, or give the new one another id.`)
  }
}

/** A document claims a key by which another one is found. `holder` is that other one. */
export class KeyTaken extends Error {
  override readonly name = 'KeyTaken'
  readonly holder: string
  constructor(id: string, holder: string) {
    super(`Document ${id} was not saved: document ${holder} has one of its keys already. Use that document.`)
    this.holder = holder
  }
}

/** `update` was asked for a document that is not there. */
export class NoSuchDocument extends Error {
  override readonly name = 'NoSuchDocument'
  constructor(id: string) {
    super(`There is no document ${id}: it was removed, or never created.`)
  }
}

/** A document was about to be saved that could not be read again. Nothing was changed. */
export class RefusedDocument extends Error {
  override readonly name = 'RefusedDocument'
  constructor(id: string, why: string) {
    super(`Document ${id} was not saved: it ${why}. This is a fault in Balcony; nothing was changed.`)
  }
}

/** An id that cannot be a file's name. It is not repeated here: it may be anything. */
export class UnsafeId extends Error {
  override readonly name = 'UnsafeId'
  constructor() {
    super(
      'An id must be 1 to 100 letters, digits, - or _, and begin with a letter or digit. Nothing was read or written.',
    )
  }
}

/** Another process holds the folder. `pid` is undefined where the holder has not written it down. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  readonly folder: string
  readonly pid: number | undefined
  constructor(folder: string, pid: number | undefined) {
    super(
      `${folder} is in use by another Balcony${pid === undefined ? '' : ` (process ${pid})`}. ` +
        'Stop that one first, or give this one a folder of its own with BALCONY_DATA.',
    )
    this.folder = folder
    this.pid = pid
  }
}

/** Something was asked of a collection after it was closed. */
export class StoreClosed extends Error {
  override readonly name = 'StoreClosed'
  constructor() {
    super('The store is closed: Balcony is stopping, and nothing can be read or changed any more.')
  }
}

/** The system's name for what went wrong, such as ENOSPC. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function remedyFor(code: string | undefined, cause: unknown): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full. Free some space and try again; what was saved before is intact.'
    case 'EACCES':
    case 'EPERM':
      return 'permission denied. Let the user that runs Balcony own it, with the folder that it is in.'
    case 'EROFS':
      return 'the file system is read-only. Mount it writable, or point BALCONY_DATA elsewhere.'
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open. Raise the limit (ulimit -n) and start Balcony again.'
    case 'EIO':
      return 'the disk reports a fault. Check the disk, and restore from a backup where files are damaged.'
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder should be. Move it away, or point BALCONY_DATA elsewhere.'
    case 'ENOENT':
      return 'it is not there. Check that the data folder was not moved while Balcony runs.'
    default:
      return `${code ?? (cause instanceof Error ? cause.message : 'unknown fault')}. Check the disk and the folder, then try again.`
  }
}
