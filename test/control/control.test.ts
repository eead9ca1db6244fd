// The control socket, over a real one in a folder of its own: what is asked and answered, who may open it, and how every
// way in which there is no answer is put into words.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ask, CannotAsk, NotRunning } from '../../src/control/client.ts'
import { type Handlers, Refused } from '../../src/control/commands.ts'
import { longestLine, protocol } from '../../src/control/protocol.ts'
import { listenForCommands } from '../../src/control/server.ts'
import { socketPathOf } from '../../src/control/socket-path.ts'
import { Instant } from '../../src/domain/model.ts'
import { quietLog } from '../quiet-log.ts'

const folder = (...deeper: string[]): string => {
  const top = mkdtempSync(join(tmpdir(), 'balcony-control-'))
  onTestFinished(() => rmSync(top, { recursive: true, force: true }))
  const all = join(top, ...deeper)
  mkdirSync(all, { recursive: true })
  return all
}

const unasked = async (): Promise<never> => {
  throw new Error('nobody asks for this here')
}

/** A process that answers on the folder, with these handlers. */
const running = async (data: string, given: Partial<Handlers>) => {
  const handlers: Handlers = {
    status: unasked,
    backup: unasked,
    configuration: unasked,
    apply: unasked,
    export: unasked,
    'export-to-file': unasked,
    forget: unasked,
    ...given,
  }
  const control = await listenForCommands({ data, version: '1.2.3', handlers, log: quietLog })
  onTestFinished(() => control.close())
  return control
}

/** Something else that listens on the folder's socket: it says this, and may hang up. */
const stranger = async (data: string, says: string, { hangsUp = false } = {}) => {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.resume()
    if (hangsUp) socket.end(says)
    else socket.write(says)
  })
  await new Promise<void>((resolve) => server.listen(socketPathOf(data), resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
}

/** What the server says to who writes this, until it hangs up. */
const answerTo = (data: string, written: string): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const heard: string[] = []
    const socket = connect(socketPathOf(data))
    socket.setEncoding('utf8')
    socket.on('data', (it) => heard.push(String(it)))
    socket.on('error', reject)
    socket.on('close', () => resolve(heard.join('').trim().split('\n')))
    socket.write(written)
  })

// A process that is killed leaves its socket behind.
const leaveDeadSocket = (path: string): void => {
  const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`
  expect(spawnSync(process.execPath, ['-e', script]).signal).toBe('SIGKILL')
}

const person = { user: 'U07NFTOMASZ' }

test('a command is asked, tells how far it is, and is answered; a refusal and a fault come in words', async () => {
  const data = folder()
  const backup = {
    file: '/b.tar.gz',
    began: Instant.parse('2026-01-05T08:00:00.000Z'),
    bytes: 5,
    documents: 'fewer than 10',
    damaged: [],
    pruned: [],
  }
  await running(data, {
    backup: async ({ to }, { progress }) => {
      progress({ step: 'copying', done: 1, of: 2 })
      return { ...backup, file: `${to}/b.tar.gz` }
    },
    forget: async () => {
      throw new Refused('Not today.')
    },
    export: async ({ user }) => {
      throw new Error(`what ${user} wrote`)
    },
  })
  const steps: unknown[] = []
  expect(await ask(data, 'backup', { to: '/there' }, (it) => steps.push(it))).toMatchObject({
    file: '/there/b.tar.gz',
    documents: 'fewer than 10',
  })
  expect(steps).toEqual([expect.objectContaining({ step: 'copying', done: 1, of: 2 })])
  await expect(ask(data, 'forget', person)).rejects.toThrow(new Refused('Not today.'))
  await expect(ask(data, 'export', person)).rejects.toThrow(
    new Refused('Something went wrong in Balcony, and its log says what.'),
  )
  await expect(ask(data, 'forget', { user: 'tomasz' })).rejects.toThrow(
    new Refused('What was asked of “forget” is not right at user.'),
  )
})

test.skipIf(process.platform === 'win32')('only its own user can open it', async () => {
  const data = folder()
  // As wide as a folder can be: what holds is the socket’s own rights.
  chmodSync(data, 0o777)
  const { path } = await running(data, {})
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('where nobody runs that is said, also where a killed process left its socket or the folder is not there', async () => {
  const data = folder()
  await expect(ask(data, 'forget', person)).rejects.toThrow(NotRunning)
  await expect(ask(join(data, 'not-there'), 'forget', person)).rejects.toThrow(NotRunning)
  leaveDeadSocket(socketPathOf(data))
  await expect(ask(data, 'forget', person)).rejects.toThrow(NotRunning)
  // The next one takes its place.
  await running(data, { forget: async () => ({}) })
  expect(await ask(data, 'forget', person)).toEqual({})
})

test('a folder that is too deep for a socket is reached all the same, and by whatever name it goes', async () => {
  const data = folder('a-very-long-name-of-a-folder'.repeat(3), 'and-another-one-below-it'.repeat(3))
  const { path } = await running(data, { forget: async () => ({}) })
  expect(Buffer.byteLength(path)).toBeLessThan(100)
  expect(path.startsWith(realpathSync(data))).toBe(false)
  expect(await ask(join(data, '..', data.split('/').at(-1) ?? ''), 'forget', person)).toEqual({})
})

test('two ask at once, and each hears its own answer', async () => {
  const data = folder()
  const both = Promise.withResolvers<void>()
  let here = 0
  await running(data, {
    'export-to-file': async ({ file }) => {
      here += 1
      if (here === 2) both.resolve()
      // Neither is answered before both are under way.
      await both.promise
      return { file }
    },
  })
  const asked = ['/one', '/two'].map((file) =>
    ask(data, 'export-to-file', { ...person, file, reason: 'asked for' }),
  )
  expect(await Promise.all(asked)).toEqual([{ file: '/one' }, { file: '/two' }])
})

test('a process that is stopped while it works says that it was not done; one that dies is noticed', async () => {
  const data = folder()
  const begun = Promise.withResolvers<void>()
  const control = await running(data, {
    backup: (_, { until }) =>
      new Promise((_, reject) => {
        until.addEventListener('abort', () => reject(until.reason))
        begun.resolve()
      }),
  })
  const asked = ask(data, 'backup', {}).catch((error) => error)
  await begun.promise
  await control.close()
  expect(await asked).toEqual(
    new Refused('Balcony is stopping, and this was not done. Nothing half-made is left.'),
  )
  const other = folder()
  const hello = { balcony: 'control', protocol, version: '1.2.3', pid: 1 }
  await stranger(other, `${JSON.stringify(hello)}\n`, { hangsUp: true })
  const cut = await ask(other, 'backup', {}).catch((error) => error)
  expect(cut).toBeInstanceOf(CannotAsk)
  expect(cut.message).toContain('stopped before it was done')
})

test('work whose asker has gone is told to stop', async () => {
  const data = folder()
  const begun = Promise.withResolvers<void>()
  const stopped = Promise.withResolvers<void>()
  await running(data, {
    backup: (_, { until }) =>
      new Promise((_, reject) => {
        until.addEventListener('abort', () => {
          stopped.resolve()
          reject(until.reason)
        })
        begun.resolve()
      }),
  })
  const socket = connect(socketPathOf(data))
  socket.write(`${JSON.stringify({ command: 'backup', input: {} })}\n`)
  await begun.promise
  socket.destroy()
  await stopped.promise
})

test('another version, and something that is not Balcony, are told apart', async () => {
  const newer = folder()
  const hello = { balcony: 'control', protocol: protocol + 1, version: '9.0.0', pid: 77 }
  await stranger(newer, `${JSON.stringify(hello)}\n`)
  await expect(ask(newer, 'forget', person)).rejects.toThrow(
    /version 9\.0\.0 \(process 77\).*Restart Balcony after an upgrade/,
  )
  const other = folder()
  await stranger(other, 'SSH-2.0-OpenSSH_9.6\r\n')
  await expect(ask(other, 'forget', person)).rejects.toThrow(/is not Balcony/)
  const odd = folder()
  await stranger(odd, `${JSON.stringify({ ...hello, protocol })}\n{"is":"sung"}\n`)
  await expect(ask(odd, 'forget', person)).rejects.toThrow(/different versions/)
})

test('junk is refused in words, an endless line is hung up on, and neither does harm', async () => {
  const data = folder()
  await running(data, { forget: async () => ({}) })
  const refusal = async (written: string) => (await answerTo(data, written)).at(-1)
  expect(await refusal('GET / HTTP/1.1\r\n\r\n')).toContain('could not be understood')
  expect(await refusal('{"command":"fly","input":{}}\n')).toContain('does not know the command “fly”')
  expect(await refusal('{"command":"__proto__","input":{}}\n')).toContain('does not know the command')
  // It ends: whoever never ends a line is not listened to for ever.
  await answerTo(data, 'x'.repeat(longestLine + 1)).catch(() => {})
  expect(await ask(data, 'forget', person)).toEqual({})
})
