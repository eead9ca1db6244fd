// The command line's side of the control socket.
import { connect } from 'node:net'
import { codeOf } from '../store/errors.ts'
import { type Command, commands, type Input, type Output, type Progress, Refused } from './commands.ts'
import { Hello, lines, protocol, Reply, said } from './protocol.ts'
import { socketPathOf } from './socket-path.ts'

/** No Balcony listens on this folder. */
export class NotRunning extends Error {
  override readonly name = 'NotRunning'
}

/** Something answers there, or did, and cannot be asked; the message says why and what to do. */
export class CannotAsk extends Error {
  override readonly name = 'CannotAsk'
}

/** How long a Balcony that runs may take to say that it is there (ms). */
const patience = 5_000

/**
 * Asks the Balcony that runs on a folder. Throws `NotRunning` where none does, `Refused` where it was not done and why,
 * `CannotAsk` where no answer came.
 */
export const ask = async <C extends Command>(
  data: string,
  command: C,
  input: Input<C>,
  progress: (it: Progress) => void = () => {},
): Promise<Output<C>> => {
  const output = await answered(pathOf(data), command, input, progress)
  const parsed = commands[command].output.safeParse(output)
  if (parsed.success) return parsed.data as Output<C>
  throw new CannotAsk(otherVersion)
}

const otherVersion =
  'The Balcony that runs answered in a way that this command line does not know: they are of different versions. Restart Balcony after an upgrade, and ask again.'

const pathOf = (data: string): string => {
  try {
    return socketPathOf(data)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new NotRunning(`There is no folder ${data}.`)
    throw new CannotAsk((error as Error).message)
  }
}

const answered = (
  path: string,
  command: string,
  input: unknown,
  progress: (it: Progress) => void,
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const socket = connect(path)
    let isKnown = false
    const end = (error: Error) => {
      clearTimeout(waiting)
      socket.destroy()
      reject(error)
    }
    const waiting = setTimeout(
      () =>
        end(
          new CannotAsk(
            `Balcony does not answer at ${path}. It may be starting or very busy: try again in a minute.`,
          ),
        ),
      patience,
    )
    const hear = lines((line) => {
      if (!isKnown) {
        const hello = Hello.safeParse(said(line))
        if (!hello.success)
          return end(new CannotAsk(`What answers at ${path} is not Balcony. Remove it, and restart Balcony.`))
        if (hello.data.protocol !== protocol) {
          return end(
            new CannotAsk(
              `The Balcony that runs is version ${hello.data.version} (process ${hello.data.pid}), which this command line cannot speak to. Restart Balcony after an upgrade, and ask again.`,
            ),
          )
        }
        clearTimeout(waiting)
        isKnown = true
        socket.write(`${JSON.stringify({ command, input })}\n`)
        return
      }
      const reply = Reply.safeParse(said(line))
      if (!reply.success) return end(new CannotAsk(otherVersion))
      if (reply.data.is === 'progress') return progress(reply.data)
      if (reply.data.is === 'refused') return end(new Refused(reply.data.message))
      resolve(reply.data.output)
      socket.destroy()
    })
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      try {
        hear(String(chunk))
      } catch {
        end(new CannotAsk(otherVersion))
      }
    })
    socket.on('error', (error) => {
      const code = codeOf(error) ?? ''
      // A socket that nobody listens on was left by a Balcony that was killed.
      if (['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(code))
        end(new NotRunning('No Balcony is running on this folder.'))
      else if (['EACCES', 'EPERM'].includes(code))
        end(
          new CannotAsk(
            `This user may not speak to the Balcony that runs: ${path}. Be the user that runs it.`,
          ),
        )
      else end(new CannotAsk(`Balcony cannot be reached at ${path} (${code}).`))
    })
    socket.on('close', () =>
      end(
        new CannotAsk(
          'Balcony stopped before it was done. Look at its log, start it again, and ask once more: nothing half-made is used.',
        ),
      ),
    )
  })
