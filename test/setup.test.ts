import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import nock from 'nock'
import { expect, test } from 'vitest'
import { overRealSockets } from './real-sockets.ts'

const host = 'elsewhere.example'
const refusal = `A test tried to reach ${host}.`
const answer = () => fetch(`http://${host}/`).catch((error: Error) => String(error.cause ?? error))

test('nothing in a test reaches another machine, over HTTP or beneath it', async () => {
  expect(await answer()).toContain('Disallowed net connect')
  overRealSockets()
  expect(await answer()).toContain(refusal)
  expect(() => connect(443, host)).toThrow(refusal)
  expect(() => connectTls({ port: 443, host })).toThrow(refusal)
})

test('whatever a test did without, the next has nock', async () => {
  nock(`http://${host}`).get('/').reply(200, 'said by nock')
  expect(await (await fetch(`http://${host}/`)).text()).toBe('said by nock')
})
