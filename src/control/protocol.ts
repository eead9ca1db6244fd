// What goes over the control socket: lines of JSON. The server says who it is; the client asks one thing; the server
// tells how far it is, and then what came of it.
import { z } from 'zod'

/** Goes up when an older client or server would misunderstand. New commands and fields alone do not change it. */
export const protocol = 1

export const Hello = z.object({
  balcony: z.literal('control'),
  protocol: z.int(),
  version: z.string(),
  pid: z.int(),
})
export type Hello = z.infer<typeof Hello>

export const Request = z.object({ command: z.string(), input: z.unknown() })

export const Reply = z.discriminatedUnion('is', [
  z.object({ is: z.literal('progress'), step: z.string(), done: z.int(), of: z.int() }),
  z.object({ is: z.literal('done'), output: z.unknown() }),
  /** Not done, and this is why. `fault`: it is Balcony's own, and its log says more. */
  z.object({ is: z.literal('refused'), message: z.string(), fault: z.boolean() }),
])
export type Reply = z.infer<typeof Reply>

/** A request is small; an answer names a few files. Whoever sends more is no client of ours (bytes). */
export const longestLine = 1024 * 1024

/** Cuts what arrives into lines, however it was cut on the way. Throws where a line has no end. */
export const lines = (heard: (line: string) => void): ((chunk: string) => void) => {
  let rest = ''
  return (chunk) => {
    const [first = '', ...more] = (rest + chunk).split('\n')
    let line = first
    for (const next of more) {
      heard(line)
      line = next
    }
    rest = line
    if (rest.length > longestLine) throw new Error('a line is too long')
  }
}

/** What a line says; undefined where it is no JSON. */
export const said = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
