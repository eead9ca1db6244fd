// Rules that hold for every test: nothing leaves this machine, and an unexpected console.error is a failure.
import nock from 'nock'
import { afterEach, beforeEach, expect, vi } from 'vitest'

nock.disableNetConnect()
nock.enableNetConnect((host) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host))

beforeEach(() => {
  vi.spyOn(console, 'error')
})

afterEach(() => {
  const said = vi.mocked(console.error).mock.calls
  vi.mocked(console.error).mockRestore()
  expect(said, 'console.error was called').toEqual([])
})
