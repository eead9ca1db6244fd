// Rules that hold for every test: nothing leaves this machine, and an unexpected console.error is a failure.
import nock from 'nock'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { isHere, overNock } from './real-sockets.ts'

nock.disableNetConnect()
nock.enableNetConnect(isHere)

beforeEach(() => {
  overNock()
  vi.spyOn(console, 'error')
})

afterEach(() => {
  const said = vi.mocked(console.error).mock.calls
  vi.mocked(console.error).mockRestore()
  expect(said, 'console.error was called').toEqual([])
})
