// An admin switches single questions off or on, for everyone here, and has the packs read again. Nobody's open question
// changes: a question is kept as it was asked.
import { noted } from '../domain/audit.ts'
import type { PromptId, UserId } from '../domain/model.ts'
import type { PackFault } from '../ports.ts'
import { changeWorkspace } from './change-workspace.ts'
import type { World } from './world.ts'

/** False where the bank has no such question any more. Switching off twice is switching off. */
export const switchPrompt = async (
  world: World,
  by: UserId,
  id: PromptId,
  to: 'on' | 'off',
): Promise<boolean> => {
  if (!world.bank.prompts.some((it) => it.id === id)) return false
  const at = world.clock.now()
  await changeWorkspace(world, (it) => {
    if (it.promptsOff.includes(id) === (to === 'off')) return it
    const others = it.promptsOff.filter((other) => other !== id)
    return {
      ...it,
      promptsOff: to === 'off' ? [...others, id] : others,
      audit: noted(it.audit, { at, by, act: `prompts-${to}`, on: id, name: id }),
    }
  })
  return true
}

/** Reads the packs again. With a single fault the questions stay as they were. */
export const readPacksAgain = async (world: World, by: UserId): Promise<PackFault[]> => {
  const faults = await world.packs.readAgain()
  const at = world.clock.now()
  await changeWorkspace(world, (it) => ({
    ...it,
    audit: noted(it.audit, { at, by, act: 'packs-reload', on: '' }),
  }))
  return faults
}
