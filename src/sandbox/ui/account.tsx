// What may be changed about whoever one is: where they live, and whether they still work here.
import { type FormEvent, useId, useState } from 'react'
import { changePerson } from './api.ts'
import { Dialog } from './dialog.tsx'
import { useWorkspace } from './workspace.tsx'

export const AccountMenu = () => {
  const { me } = useWorkspace()
  const id = useId()
  const [moving, setMoving] = useState(false)
  const setActive = useActive()
  return (
    <>
      <button type="button" className="icon-button" aria-label={`Change ${me.name}`} popoverTarget={id}>
        <span aria-hidden="true">⋯</span>
      </button>
      <ul className="menu" id={id} popover="auto">
        <li>
          <button type="button" popoverTarget={id} popoverTargetAction="hide" onClick={() => setMoving(true)}>
            Change time zone…
          </button>
        </li>
        <li>
          <button
            type="button"
            popoverTarget={id}
            popoverTargetAction="hide"
            onClick={() => setActive(Boolean(me.isDeactivated))}
          >
            {me.isDeactivated ? 'Activate again' : 'Deactivate account'}
          </button>
        </li>
      </ul>
      {moving && <ZoneDialog onClose={() => setMoving(false)} />}
    </>
  )
}

/** Stands where one would otherwise write. */
export const AccountOff = () => {
  const { me } = useWorkspace()
  const setActive = useActive()
  return (
    <div className="account-off">
      <p>{me.name}'s account is deactivated: they can neither read nor write here.</p>
      <button type="button" className="button button-small" onClick={() => setActive(true)}>
        Activate again
      </button>
    </div>
  )
}

const useActive = () => {
  const { me, attempt } = useWorkspace()
  return (active: boolean) => void attempt(changePerson(me.id, { isDeactivated: !active }))
}

const ZoneDialog = ({ onClose }: { onClose: () => void }) => {
  const { me, attempt } = useWorkspace()
  const [tz, setTz] = useState(me.tz)
  const save = (event: FormEvent) => {
    event.preventDefault()
    void attempt(changePerson(me.id, { tz }))
    onClose()
  }
  return (
    <Dialog title="Time zone" onClose={onClose} size="small">
      <form onSubmit={save}>
        <div className="dialog-body field">
          <label className="field-name" htmlFor="zone">
            Where {me.name} lives
          </label>
          <select
            id="zone"
            className="input input-select"
            value={tz}
            onChange={({ target }) => setTz(target.value)}
          >
            {[...zonesByRegion(me.tz)].map(([region, zones]) => (
              <optgroup key={region} label={region}>
                {zones.map((zone) => (
                  <option key={zone} value={zone}>
                    {zone.slice(region.length + 1).replaceAll('_', ' ') || zone}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-primary">
            Save
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

/** All that this browser knows, and the one they are in, whatever it is called. */
const zonesByRegion = (theirs: string): Map<string, string[]> =>
  Map.groupBy(
    [...new Set([...Intl.supportedValuesOf('timeZone'), theirs])].sort(),
    (zone) => zone.split('/')[0] ?? zone,
  )
