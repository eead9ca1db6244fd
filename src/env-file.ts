// The file `.env`, read with care: Node's own reader passes over whatever it does not understand, so that a setting
// which someone wrote is silently not there. Here each such line is named. No message repeats what a line holds.
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

export type EnvFile = {
  /** What the file sets; empty where there is no file. */
  settings: Record<string, string>
  /** What is wrong with it, each with its line and what to write instead. */
  faults: string[]
}

/** Reads a file of settings. No file is no fault. */
export const readEnvFile = (file: string): EnvFile => {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return { settings: {}, faults: [] }
    return { settings: {}, faults: [whyUnread(file, code)] }
  }
  const marks = [bytes[0], bytes[1]].join()
  if (marks === '255,254' || marks === '254,255' || bytes.includes(0)) {
    return {
      settings: {},
      faults: [
        `${file} is not in UTF-8, as files made with “>” in Windows PowerShell are not. Save it as UTF-8: editors offer that under “Save as”.`,
      ],
    }
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  const settings = parseEnv(text) as Record<string, string>
  return { settings, faults: faultsIn(file, text) }
}

/** Takes the file's settings into the environment, where nothing has the name already. Gives the file's faults. */
export const takeEnvFile = (file: string, environment: Record<string, string | undefined>): string[] => {
  const { settings, faults } = readEnvFile(file)
  for (const [name, value] of Object.entries(settings)) environment[name] ??= value
  return faults
}

const whyUnread = (file: string, code: string | undefined): string =>
  code === 'EISDIR'
    ? `${file} is a folder. Remove it, and make a file of that name with one setting on each line, such as LOG_LEVEL=info.`
    : `${file} cannot be read (${code ?? 'unknown fault'}). Let the user that runs Balcony read it: chown it to that user, and chmod 600.`

const faultsIn = (file: string, text: string): string[] => {
  const faults: string[] = []
  const seen = new Map<string, number>()
  let quote: { mark: string; line: number } | undefined
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1
    const said = raw.trim()
    if (quote) {
      if (said.includes(quote.mark)) quote = undefined
      continue
    }
    if (said === '' || said.startsWith('#')) continue
    const [, name, value = ''] = /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(said) ?? []
    if (name === undefined) {
      faults.push(`${file}, line ${line} sets nothing: write NAME=value, with an equals sign and no colon.`)
      continue
    }
    const before = seen.get(name)
    if (before !== undefined)
      faults.push(`${file}, line ${line} sets ${name} again, after line ${before}. Keep one of them.`)
    seen.set(name, line)
    const mark = /^["'`]/.exec(value)?.[0]
    if (mark && !value.slice(1).includes(mark)) quote = { mark, line }
    else if (/^[“”‘’]/.test(value))
      faults.push(`${file}, line ${line}: ${name} has curly quotes. Leave them out.`)
  }
  if (quote)
    faults.push(
      `${file}, line ${quote.line} opens a quote (${quote.mark}) that nothing closes. Close it, or leave it out.`,
    )
  return faults
}
