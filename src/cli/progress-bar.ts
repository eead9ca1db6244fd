// How far long work is, for a person who looks on: nothing is shown where nobody does, nor of work that is short.
import { Presets, SingleBar } from 'cli-progress'
import type { Progress } from '../control/commands.ts'

const names: Record<string, string> = {
  reading: 'Reading',
  writing: 'Writing',
  checking: 'Checking',
  restoring: 'Restoring',
}

/** Drawn on a terminal: on standard error unless told. It says no counts: how many documents there are tells of people. */
export const progressBar = (
  stream: NodeJS.WriteStream = process.stderr,
): { show: (it: Progress) => void; end: () => void } => {
  let bar: SingleBar | undefined
  let step = ''
  const end = () => {
    bar?.stop()
    bar = undefined
  }
  return {
    show: (it) => {
      if (!stream.isTTY) return
      if (it.step !== step) {
        end()
        step = it.step
        bar = new SingleBar(
          {
            format: `${(names[step] ?? step).padEnd(9)} {bar} {percentage} %`,
            stream,
            hideCursor: true,
            clearOnComplete: true,
          },
          Presets.shades_classic,
        )
        bar.start(it.of, it.done)
      } else bar?.update(it.done)
    },
    end,
  }
}
