// What an operator gets wrong, and what they are told: what is the matter, where, what to do. Nothing of theirs is
// changed, and the process ends with a code that a supervisor sees.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { team } from '../../src/sandbox/seed.ts'
import { holdLock } from '../../src/store/lock.ts'
import { documents } from './documents.ts'
import { aFolder, balcony, end } from './running.ts'

// Each start takes a second or two, and much longer where the machine is busy.
/** It could not go on: one message, no stack, and a code. */
const refusal = async (it: ReturnType<typeof balcony>): Promise<string> => {
  const { code, stderr } = await end(it)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^Balcony cannot start\.\n/)
  expect(stderr).not.toMatch(/^\s+at /m)
  return stderr.slice('Balcony cannot start.\n'.length)
}

/** A practice Slack to start against, with the tokens that it takes. */
const aSlack = async () => {
  const sandbox = await startSandbox({ now: Date.now })
  onTestFinished(() => sandbox.close())
  return {
    sandbox,
    tokens: {
      SLACK_API_URL: sandbox.apiUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_APP_TOKEN: sandbox.appToken,
    },
  }
}

/** Something else that holds a port. */
const takenPort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

describe('the environment', () => {
  test('with the app’s half of the tokens asks for the bot’s', async () => {
    const said = await refusal(balcony({ SLACK_APP_TOKEN: 'xapp-1' }))
    expect(said).toMatch(/^• SLACK_BOT_TOKEN is missing\. Copy the .* from OAuth & Permissions.*\n$/)
  })

  test('with several faults, from .env as well, names them all at once, and repeats no token', async () => {
    const folder = aFolder()
    writeFileSync(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxp-a-user-token\nLOG_LEVEL=loud\n')
    const said = await refusal(balcony({ PORT: 'http' }, { folder }))
    expect(said.trim().split('\n')).toEqual([
      expect.stringMatching(/^• LOG_LEVEL is not right: it needs one of trace, debug, info/),
      expect.stringMatching(/^• PORT is not right: it needs a number from 1 to 65535/),
      expect.stringMatching(/^• SLACK_BOT_TOKEN is not a bot token: it should start with xoxb-/),
      expect.stringMatching(/^• SLACK_APP_TOKEN is missing\. Make one under Basic Information/),
    ])
    expect(said).not.toContain('a-user-token')
  })

  test('with an option that there is not shows those that there are', async () => {
    const said = await refusal(balcony({}, { args: ['--reset'] }))
    expect(said).toMatch(/Unknown option '--reset'/)
    expect(said).toMatch(/npm start -- --fresh/)
  })
})

describe('Slack', () => {
  test('refuses the bot’s token', async () => {
    const { tokens } = await aSlack()
    const said = await refusal(balcony({ ...tokens, SLACK_BOT_TOKEN: 'xoxb-of-yesterday' }))
    expect(said).toMatch(/Slack refused SLACK_BOT_TOKEN \(invalid_auth\)\. Copy the bot token anew/)
    expect(said).not.toContain('of-yesterday')
  })
})

describe('a port that is taken', () => {
  test('by another program: the practice workspace asks for another', async () => {
    const port = await takenPort()
    const said = await refusal(balcony({ PORT: `${port}` }))
    expect(said).toBe(
      `Port ${port} is already in use: stop the program that holds it, or choose another port with PORT.\n`,
    )
  })
})

describe('packs', () => {
  test('that are malformed or not there are named by file, line and entry, all at once', async () => {
    const { tokens } = await aSlack()
    const folder = aFolder()
    mkdirSync(join(folder, 'ours'))
    writeFileSync(
      join(folder, 'ours', 'feeling.yml'),
      '- id: feeling-ours-1\n  concept: feelings\n  text: What did you feel?\n  level: all\n',
    )
    const said = await refusal(balcony({ ...tokens, BALCONY_PACKS: 'ours, theirs' }, { folder }))
    expect(said).toMatch(
      /^In ours:\n( {2}.*\n)* {2}feeling\.yml:2 \(feeling-ours-1, concept\): `feelings` is not known/,
    )
    expect(said).toMatch(/\nIn theirs:\n {2}There is no such folder/)
  })
})

describe('the data folder', () => {
  test('is in use: the other process is named, and nothing is touched', async () => {
    const { tokens } = await aSlack()
    const data = aFolder()
    const lock = await holdLock(data)
    onTestFinished(() => lock.release())
    const said = await refusal(balcony({ ...tokens, BALCONY_DATA: data }))
    expect(said).toBe(
      `${data} is in use by another Balcony (process ${process.pid}). ` +
        'Stop that one first, or give this one a folder of its own with BALCONY_DATA.\n',
    )
  })

  test('cannot be, where a file stands in its place', async () => {
    const { tokens } = await aSlack()
    const folder = aFolder()
    writeFileSync(join(folder, 'data'), 'mine')
    const said = await refusal(balcony(tokens, { folder }))
    expect(said).toMatch(/data.*a file stands where a folder should be\. Move it away, or point BALCONY_DATA/)
    expect(readFileSync(join(folder, 'data'), 'utf8')).toBe('mine')
  })

  // Root may write anywhere, so there is nothing to see.
  test.skipIf(process.getuid?.() === 0)('may not be written', async () => {
    const { tokens } = await aSlack()
    const data = aFolder()
    chmodSync(data, 0o500)
    const said = await refusal(balcony({ ...tokens, BALCONY_DATA: data }))
    expect(said).toMatch(/permission denied\. Let the user that runs Balcony own it/)
  })

  test.each([
    ['is no JSON', 'workspaces: none', /T07NORTHFLD\.json .*It was left as it is\. Repair it or restore it/],
    [
      'names a zone that this machine does not know',
      JSON.stringify(documents.workspace({ zone: 'Mars/Olympus_Mons' })),
      /T07NORTHFLD\.json .*zone.*It was left as it is/,
    ],
  ])('has a workspace document that %s: it cannot go on without', async (_, text, expected) => {
    const { tokens } = await aSlack()
    const data = aFolder()
    const file = join(data, team.id, 'workspaces', `${team.id}.json`)
    mkdirSync(join(data, team.id, 'workspaces'), { recursive: true })
    writeFileSync(file, text)
    expect(await refusal(balcony({ ...tokens, BALCONY_DATA: data }))).toMatch(expected)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })
})
