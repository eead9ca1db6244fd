// What reaches the operator's log when something goes wrong: ids, facts and where it happened, never anyone's words.
import { LogLevel, WebClient } from '@slack/web-api'
import nock from 'nock'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { describeError, makeLog } from '../src/log.ts'
import { DamagedDocument } from '../src/store/errors.ts'

const canary = 'canary my manager frightens me'
const thrownBy = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('It threw nothing.')
}
const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}
const rewordedOnceLookedAt = (error: Error) =>
  error.stack ? Object.assign(error, { message: 'refused' }) : undefined
const withData = (data: object): Error => Object.assign(new Error('refused'), { data })
const listening = (level: string) => {
  const written: string[] = []
  const log = makeLog(level, false, { write: (line) => void written.push(line) })
  return { log, lines: () => written.map((line) => JSON.parse(line)) }
}
const renamed = (error: Error, name: string) => Object.assign(error, { name })

describe('an error', () => {
  it('is told by its kind, its words, its code and where it happened', () => {
    const error = Object.assign(new Error('the disk is full'), { code: 'ENOSPC' })
    expect(describeError(error)).toEqual({
      type: 'Error',
      message: 'the disk is full',
      code: 'ENOSPC',
      stack: expect.stringMatching(/^\s+at .*log\.test\.ts/),
    })
  })

  it('names a document by its file alone', () => {
    const error = new DamagedDocument({ id: 'L1', file: 'data/T1/leaders/L1.json', why: 'is not JSON' })
    expect(describeError(error)).toMatchObject({
      type: 'DamagedDocument',
      message: expect.stringContaining('data/T1/leaders/L1.json is not JSON'),
    })
  })

  it('says what Slack answered, and nothing else of the answer', async () => {
    nock('https://slack.com')
      .post('/api/chat.postMessage')
      .reply(200, { ok: false, error: 'invalid_blocks', response_metadata: { messages: [canary] }, canary })
    const client = new WebClient('xoxb-1', {
      retryConfig: { retries: 0 },
      logger: silent,
    })
    const error = await client.chat.postMessage({ channel: 'D1', text: canary }).catch((it: unknown) => it)
    const described = describeError(error)
    expect(described).toMatchObject({ slack: 'invalid_blocks' })
    expect(JSON.stringify(described)).not.toContain('canary')
  })

  const people = z.array(z.strictObject({ role: z.enum(['leader']) }))
  test.each<[string, unknown]>([
    ['what could not be parsed', thrownBy(() => JSON.parse(canary))],
    ['what could not be parsed, over several lines', thrownBy(() => JSON.parse(`"\n at ${canary}`))],
    ['what did not fit', thrownBy(() => people.parse([{ role: 'leader', [canary]: canary }]))],
    ['a parser’s error by another name', renamed(thrownBy(() => JSON.parse(canary)) as Error, 'DataError')],
    ['an error of another realm that calls itself one', renamed(new Error(canary), 'SyntaxError')],
    ['a line that looks like a place', renamed(new Error(`x\n    at ${canary}\n  at b`), 'ZodError')],
    ['what it said before it was reworded', rewordedOnceLookedAt(new Error(canary))],
    ['its data', Object.assign(new Error('refused'), { data: { message: canary, blocks: [canary] } })],
    ['its data’s error, where that is more than a code', withData({ error: `no such ${canary}` })],
    ['its code, where that is more than a code', Object.assign(new Error('refused'), { code: canary })],
    ['its cause', new Error('outer', { cause: new Error(canary, { cause: canary }) })],
    ['its nested errors', new AggregateError([new Error(canary)], 'several')],
    ['what else hangs on it', Object.assign(new Error('refused'), { body: canary, [canary]: 1 })],
    ['a thrown word', canary],
    ['a thrown record', { message: canary, stack: canary, error: canary }],
  ])('does not repeat %s', (_, error) => {
    const described = JSON.stringify(describeError(error))
    expect(described).not.toContain('canary')
    expect(described).toContain('"type"')
  })
})

describe('a line of the log', () => {
  it('is one JSON object with its time, its ids and its sentence', () => {
    const { log, lines } = listening('info')
    log.info({ id: 'L1' }, 'a leader was asked')
    expect(lines()).toEqual([
      { level: 30, time: expect.stringMatching(/^\d{4}-.*Z$/), id: 'L1', msg: 'a leader was asked' },
    ])
  })

  it('is written from its level up', () => {
    const { log, lines } = listening('warn')
    log.info({}, 'not this')
    log.warn({}, 'this')
    expect(lines()).toMatchObject([{ msg: 'this' }])
  })

  test.each<[string, object]>([
    ['err', { err: thrownBy(() => JSON.parse(canary)) }],
    ['error', { error: withData({ text: canary }) }],
    ['the whole record', thrownBy(() => JSON.parse(canary)) as object],
    ['a cause', { err: new Error('outer', { cause: new Error(canary) }) }],
  ])('carries no words of an error that is given as %s', (_, fields) => {
    const { log, lines } = listening('info')
    log.error(fields, 'could not do what was due')
    expect(lines()).toMatchObject([{ msg: 'could not do what was due' }])
    expect(JSON.stringify(lines())).not.toContain('canary')
  })

  it('never shows a token', () => {
    const { log, lines } = listening('info')
    log.error({ err: new Error('could not use xoxb-1-abc and xapp-1-def') }, 'refused')
    expect(JSON.stringify(lines())).not.toMatch(/abc|def/)
  })
})
