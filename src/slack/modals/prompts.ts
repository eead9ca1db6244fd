// All questions in a window: looked through by theme, kind and level, searched, a page at a time, each with its tags in
// plain words and its switch. Beside it the packs that they come from.
import type { KnownBlock, ModalView } from '@slack/types'
import { concepts } from '../../domain/model.ts'
import { type Prompt, PromptKind, PromptLevel } from '../../domain/prompt.ts'
import {
  allPrompts,
  type coverageOf,
  type PromptPage,
  PromptWish,
  type packsIn,
  type Shortage,
} from '../../domain/prompts-in-use.ts'
import type { Strings } from '../../locales/en.ts'
import type { PackFault } from '../../ports.ts'
import { adminIds, adminModalIds, modalIds } from '../action-ids.ts'
import { actions, button, context, divider, input, option, ownText, plain, section } from '../views/blocks.ts'
import { packName } from '../views/pack-name.ts'
import { chosen, type Values, written } from './values.ts'

const longestSearch = 60
const mostShortages = 5
const mostFaults = 15
const mostPacks = 20

export const promptsModal = (
  { prompts, found, page, pages }: PromptPage,
  wish: PromptWish,
  short: readonly Shortage[],
  say: Strings,
): ModalView => {
  const it = say.adminPrompts
  const menu = (block: string, text: string, options: ReturnType<typeof option>[], value: string) => ({
    ...section(text, {
      type: 'static_select' as const,
      action_id: adminIds[filters[block] ?? 'filterPromptConcept'],
      options,
      initial_option: options.find((one) => one.value === value),
    }),
    block_id: block,
  })
  return {
    type: 'modal',
    callback_id: adminModalIds.prompts,
    private_metadata: JSON.stringify({ ...wish, page }),
    title: plain(it.title),
    submit: plain(say.history.show),
    close: plain(say.trouble.close),
    blocks: [
      context(it.intro),
      ...short.slice(0, mostShortages).map((one) => section(shortage(one, say))),
      ...(short.length > mostShortages ? [context(it.moreShort(short.length - mostShortages))] : []),
      actions(button(adminIds.openPacks, it.openPacks)),
      {
        ...input(
          'search',
          it.search,
          {
            type: 'plain_text_input',
            action_id: adminIds.searchPrompts,
            max_length: longestSearch,
            ...(wish.search && { initial_value: wish.search }),
          },
          { optional: true },
        ),
        dispatch_action: true,
      },
      menu(
        'concept',
        it.concept,
        [option('all', it.allConcepts), ...concepts.map((one) => option(one, say.concepts[one]))],
        wish.concept,
      ),
      menu(
        'kind',
        it.kind,
        [option('all', it.allKinds), ...PromptKind.options.map((one) => option(one, it.kinds[one]))],
        wish.kind,
      ),
      menu(
        'level',
        it.level,
        [option('any', it.anyLevel), ...PromptLevel.options.map((one) => option(one, levelName(one, say)))],
        wish.level,
      ),
      context(found === 0 ? it.nothing : it.found(found, page + 1, pages)),
      ...prompts.flatMap(({ prompt, isOff }) => [divider, ...entry(prompt, isOff, say)]),
      ...turning(page, pages, say),
    ],
  }
}

const filters: Record<string, 'filterPromptConcept' | 'filterPromptKind' | 'filterPromptLevel'> = {
  concept: 'filterPromptConcept',
  kind: 'filterPromptKind',
  level: 'filterPromptLevel',
}

/** What is asked for now: so many pages further, or the first page of something else. */
export const readPromptWish = (about: string, values: Values, turn = 0): PromptWish => {
  const before = PromptWish.parse({ ...allPrompts, ...JSON.parse(about || '{}') })
  const now = PromptWish.parse({
    search: written(values, 'search')?.trim() ?? '',
    concept: chosen(values, 'concept') ?? before.concept,
    kind: chosen(values, 'kind') ?? before.kind,
    level: chosen(values, 'level') ?? before.level,
    page: before.page,
  })
  const isSame = JSON.stringify(now) === JSON.stringify(before)
  return { ...now, page: isSame ? before.page + turn : 0 }
}

const entry = (prompt: Prompt, isOff: boolean, say: Strings): KnownBlock[] => {
  const it = say.adminPrompts
  const { id, text, concept, kind, level, depth, valence } = prompt
  const tags = [
    concept ? say.concepts[concept] : it.kinds[kind],
    ...(concept && kind !== 'weekly' ? [it.kinds[kind]] : []),
    levelName(level, say),
    it.depths[depth],
    it.valences[valence],
    ...prompt.components.map((one) => say.components[one]),
    ...[...prompt.approaches, ...prompt.mdt, ...prompt.citizen, ...prompt.themes].map((one) => it.tags[one]),
  ]
  return [
    section(
      `${isOff ? `*${it.isOff}* ` : ''}${ownText(text)}`,
      isOff
        ? button(adminIds.switchPromptOn, it.switchOn, { value: id })
        : button(adminIds.switchPromptOff, it.switchOff, { value: id }),
    ),
    context(tags.join(' · ')),
  ]
}

const shortage = ({ concept, level, left, light }: Shortage, say: Strings): string => {
  const it = say.adminPrompts
  const of = it.shortOf(say.concepts[concept], say.levels[level], left)
  return light === 0 ? `${of} ${it.noLight}` : `${of} ${it.comesAgain}`
}

const levelName = (level: Prompt['level'], say: Strings): string =>
  level === 'all' ? say.adminPrompts.everyone : say.levels[level]

const turning = (page: number, pages: number, { adminPrompts: it }: Strings): KnownBlock[] => {
  const buttons = [
    ...(page > 0 ? [button(adminIds.earlierPrompts, it.earlier)] : []),
    ...(page < pages - 1 ? [button(adminIds.furtherPrompts, it.further)] : []),
  ]
  return buttons.length > 0 ? [divider, actions(...buttons)] : []
}

/** `read`: what came of reading them again just now. */
export const packsModal = (
  { packs, coverage }: { packs: ReturnType<typeof packsIn>; coverage: ReturnType<typeof coverageOf> },
  say: Strings,
  read?: readonly PackFault[],
): ModalView => {
  const it = say.adminPrompts
  return {
    type: 'modal',
    callback_id: modalIds.packs,
    title: plain(it.packsTitle),
    close: plain(say.trouble.close),
    blocks: [
      ...(read ? [section(read.length === 0 ? it.readAgain : it.faults(read.length))] : []),
      ...(read ?? [])
        .slice(0, mostFaults)
        .map(({ file, line, says }) => section(it.fault(ownText(file), line, ownText(says.slice(0, 900))))),
      ...(read && read.length > mostFaults ? [context(it.moreFaults(read.length - mostFaults))] : []),
      section(
        [
          it.packs,
          ...packs
            .slice(0, mostPacks)
            .map(({ pack, prompts, off }) => it.pack(ownText(packName(pack, say)), prompts, off)),
        ].join('\n'),
      ),
      section(
        [
          it.coverage,
          ...coverage.map(({ concept, all, on }) => it.theme(say.concepts[concept], on, all)),
        ].join('\n'),
      ),
      context(it.readNote),
      actions(button(adminIds.readPacks, it.readPacks)),
    ],
  }
}
