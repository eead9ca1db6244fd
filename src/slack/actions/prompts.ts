// What admins do with the questions: look through them, switch single ones off and on, have the packs read again.
import { PromptId } from '../../domain/model.ts'
import {
  allPrompts,
  coverageOf,
  type PromptWish,
  packsIn,
  pageOfPrompts,
  shortages,
} from '../../domain/prompts-in-use.ts'
import { readPacksAgain, switchPrompt } from '../../flows/switch-prompt.ts'
import type { PackFault } from '../../ports.ts'
import { adminIds, adminModalIds } from '../action-ids.ts'
import type { AdminAction, AdminSubmission } from '../admin-guard.ts'
import { type Desk, open, push, replace } from '../guard.ts'
import { packsModal, promptsModal, readPromptWish } from '../modals/prompts.ts'

const showing = (turn: number): AdminAction => ({
  act: 'prompts-view',
  run: async (desk, { view }) => {
    if (!view) return 'too-old'
    await replace(desk, view, promptsFor(desk, readPromptWish(view.about, view.values, turn)))
    return undefined
  },
})

const switching = (to: 'on' | 'off'): AdminAction => ({
  act: 'prompts-switch',
  run: async (desk, { value, view }, admin) => {
    if (!(await switchPrompt(desk.world, admin.user, PromptId.parse(value), to))) return 'too-old'
    if (view) await replace(desk, view, promptsFor(desk, readPromptWish(view.about, view.values)))
    return undefined
  },
})

export const promptActions: Record<string, AdminAction> = {
  [adminIds.openPrompts]: {
    act: 'prompts-view',
    run: async (desk, { trigger }) => {
      await open(desk, trigger, promptsFor(desk, allPrompts))
      return undefined
    },
  },
  [adminIds.searchPrompts]: showing(0),
  [adminIds.filterPromptConcept]: showing(0),
  [adminIds.filterPromptKind]: showing(0),
  [adminIds.filterPromptLevel]: showing(0),
  [adminIds.earlierPrompts]: showing(-1),
  [adminIds.furtherPrompts]: showing(1),
  [adminIds.switchPromptOff]: switching('off'),
  [adminIds.switchPromptOn]: switching('on'),
  [adminIds.openPacks]: {
    act: 'prompts-view',
    run: async (desk, { trigger }) => {
      await push(desk, trigger, packsFor(desk))
      return undefined
    },
  },
  [adminIds.readPacks]: {
    act: 'packs-reload',
    run: async (desk, { view }, admin) => {
      const faults = await readPacksAgain(desk.world, admin.user)
      if (view) await replace(desk, { id: view.id }, packsFor(desk, faults))
      return undefined
    },
  },
}

export const promptSubmissions: Record<string, AdminSubmission> = {
  [adminModalIds.prompts]: {
    act: 'prompts-view',
    run: async (desk, { about, values }) => ({ instead: promptsFor(desk, readPromptWish(about, values)) }),
  },
}

const promptsFor = ({ world, say }: Desk, wish: PromptWish) => {
  const off = world.workspace.current.promptsOff
  return promptsModal(pageOfPrompts(world.bank, off, wish), wish, shortages(world.bank, off), say)
}

const packsFor = ({ world, say }: Desk, read?: readonly PackFault[]) => {
  const off = world.workspace.current.promptsOff
  return packsModal({ packs: packsIn(world.bank, off), coverage: coverageOf(world.bank, off) }, say, read)
}
