// One question of the bank, as the domain reads it, and the closed lists of tags that it may carry. The rules for
// writing a good one are the pack's (content/pack.ts); here stands only what a prompt is.
import { z } from 'zod'
import { Component, Concept, levels, PromptId } from './model.ts'

/** What the pack that comes with Balcony goes by; others go by their folder's name. */
export const shippedPackId = 'shipped'

/** What a prompt is for. `weekly` is the question of the week; `team` is asked of a partnership, not of one leader. */
export const promptKinds = ['weekly', 'diagnosis', 'look-back', 'review', 'team'] as const
export const PromptKind = z.enum(promptKinds)
export type PromptKind = z.infer<typeof PromptKind>

/** Who a prompt is worded for: everyone, or the leaders of one level. */
export const promptLevels = ['all', ...levels] as const
export const PromptLevel = z.enum(promptLevels)
export type PromptLevel = z.infer<typeof PromptLevel>

/** How much a prompt asks of its reader. Never two deep ones in a row. */
export const depths = ['light', 'deep'] as const
export const Depth = z.enum(depths)
export type Depth = z.infer<typeof Depth>

/** Where a prompt looks: at what went well, at neither, or at what was hard. */
export const valences = ['strength', 'neutral', 'difficulty'] as const
export const Valence = z.enum(valences)
export type Valence = z.infer<typeof Valence>

/** The four approaches to systems leadership that Miller (2023) sets side by side. */
export const approaches = ['adaptive', 'integrative', 'collective', 'lateral'] as const
export const Approach = z.enum(approaches)
export type Approach = z.infer<typeof Approach>

/** What makes a multidisciplinary team work (Miller, 2023). */
export const mdtEnablers = [
  'clear-purpose',
  'institutional-support',
  'team-leadership',
  'collaborative-spaces',
  'person-centred',
  'role-diversity',
  'outward-looking',
  'evidence-focused',
] as const
export const MdtEnabler = z.enum(mdtEnablers)
export type MdtEnabler = z.infer<typeof MdtEnabler>

/** What helps citizens to lead (the first six) and what bars them (the others), after Miller (2023). */
export const citizenFactors = [
  'long-term-investment',
  'paid-and-costs-met',
  'committed-clinicians',
  'legal-duties',
  'supportive-systems',
  'shared-learning',
  'professional-opinion-first',
  'tokenism',
  'safe-participants-only',
  'practical-exclusion',
  'changing-circumstances',
  'change-for-its-own-sake',
] as const
export const CitizenFactor = z.enum(citizenFactors)
export type CitizenFactor = z.infer<typeof CitizenFactor>

/** What runs across the concepts. */
export const themes = [
  'culture',
  'followership',
  'succession',
  'identity-loss',
  'self-interest',
  'performance-pressure',
  'voices-from-below',
] as const
export const Theme = z.enum(themes)
export type Theme = z.infer<typeof Theme>

/** Kinds whose prompts always belong to one concept. The others may stand above them all. */
export const kindsWithConcept: readonly PromptKind[] = ['weekly', 'diagnosis']
/** Kinds whose prompts always bring a follow-up of their own. A team talks, and finds its own. */
export const kindsWithSoWhat: readonly PromptKind[] = ['weekly', 'diagnosis', 'look-back', 'review']

export const Prompt = z.object({
  /** The name of the pack that it came in. */
  pack: z.string().optional(),
  /** Never reused, even for better words: replies are kept under it. */
  id: PromptId,
  text: z.string(),
  kind: PromptKind.default('weekly'),
  /** There for every prompt of `kindsWithConcept`. */
  concept: Concept.optional(),
  level: PromptLevel,
  depth: Depth.default('light'),
  valence: Valence.default('neutral'),
  /** The follow-up that takes "what" to "so what"; there for every prompt of `kindsWithSoWhat`. */
  soWhat: z.string().optional(),
  /** A good short answer, for someone who does not know where to begin. */
  example: z.string().optional(),
  components: z.array(Component).default([]),
  approaches: z.array(Approach).default([]),
  mdt: z.array(MdtEnabler).default([]),
  citizen: z.array(CitizenFactor).default([]),
  themes: z.array(Theme).default([]),
  /** Where the idea comes from. */
  source: z.string(),
})
export type Prompt = z.infer<typeof Prompt>

/** All prompts that are in use, in the order of their packs, files and entries. */
export type Bank = { readonly prompts: readonly Prompt[] }
