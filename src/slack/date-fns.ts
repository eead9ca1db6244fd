// What is used of date-fns, in its CommonJS form. Node reads a package's manifest anew for every ES module of it, and
// that of date-fns is 200 KB: as ES modules these five functions keep every start and every command waiting for a second.
import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)

export const { format } = load('date-fns/format') as typeof import('date-fns/format')
export const { isValid } = load('date-fns/isValid') as typeof import('date-fns/isValid')
export const { enGB } = load('date-fns/locale/en-GB') as typeof import('date-fns/locale/en-GB')
export const { parse } = load('date-fns/parse') as typeof import('date-fns/parse')
export const { parseISO } = load('date-fns/parseISO') as typeof import('date-fns/parseISO')
