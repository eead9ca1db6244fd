import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lateSaving } from '../../src/store/index-file.ts'

describe('saving the index late', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('saves once for all changes of half a minute', async () => {
    const save = vi.fn(async () => {})
    const saving = lateSaving(save)
    for (let n = 0; n < 100; n++) saving.soon()
    await vi.advanceTimersByTimeAsync(29_999)
    expect(save).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(save).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(save).toHaveBeenCalledTimes(1)
  })

  it('saves one at a time, and once more for everyone who asked meanwhile', async () => {
    let running = 0
    const save = vi.fn(async () => {
      expect(++running).toBe(1)
      await new Promise((then) => setTimeout(then, 5))
      running--
    })
    const saving = lateSaving(save)
    const first = saving.now()
    await vi.advanceTimersByTimeAsync(1)
    const others = [saving.now(), saving.now(), saving.now()]
    await vi.advanceTimersByTimeAsync(20)
    await Promise.all([first, ...others])
    expect(save).toHaveBeenCalledTimes(2)
  })

  it('tells whoever asked for it now of a failure, and tries again for the next', async () => {
    const save = vi.fn(async () => {}).mockRejectedValueOnce(new Error('disk full'))
    const saving = lateSaving(save)
    await expect(saving.now()).rejects.toThrow('disk full')
    await saving.finish()
    expect(save).toHaveBeenCalledTimes(2)
  })

  it('keeps quiet about a failure that nobody waits for, and has another go', async () => {
    const save = vi.fn(async () => {}).mockRejectedValueOnce(new Error('disk full'))
    const saving = lateSaving(save)
    saving.soon()
    await vi.advanceTimersByTimeAsync(30_000)
    saving.soon()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(save).toHaveBeenCalledTimes(2)
  })

  it('saves at the end what is not saved yet, and nothing where all is', async () => {
    const save = vi.fn(async () => {})
    const saving = lateSaving(save)
    saving.soon()
    await saving.finish()
    await saving.finish()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(save).toHaveBeenCalledTimes(1)
  })
})
