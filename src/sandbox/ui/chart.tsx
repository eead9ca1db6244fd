// A chart as Slack draws it: bars in groups by label. Whoever does not see it gets its numbers as a table, which is
// also what stands in place of the other kinds of chart.
import type { DataVisualization } from '../chart-rules.ts'

export const ChartBlock = ({ block }: { block: DataVisualization }) => {
  const { title, chart } = block
  const numbers = numbersOf(chart)
  const isDrawn = chart.type === 'bar'
  return (
    <figure className="chart">
      <figcaption className="chart-title">{title}</figcaption>
      {isDrawn && (
        <Bars numbers={numbers} unit={chart.axis_config.y_label} below={chart.axis_config.x_label} />
      )}
      <table className={isDrawn ? 'unseen' : 'chart-numbers'}>
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            <td />
            {numbers.names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers.rows.map(({ label, values }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, index) => (
                <td key={numbers.names[index]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

type Numbers = { names: string[]; rows: { label: string; values: number[] }[] }

const numbersOf = (chart: DataVisualization['chart']): Numbers =>
  chart.type === 'pie'
    ? { names: [''], rows: chart.segments.map(({ label, value }) => ({ label, values: [value] })) }
    : {
        names: chart.series.map(({ name }) => name),
        rows: chart.axis_config.categories.map((label) => ({
          label,
          values: chart.series.map(({ data }) => data.find((it) => it.label === label)?.value ?? 0),
        })),
      }

type BarsProps = { numbers: Numbers; unit?: string | undefined; below?: string | undefined }

const Bars = ({ numbers: { names, rows }, unit, below }: BarsProps) => {
  const most = Math.max(1, ...rows.flatMap(({ values }) => values))
  const marks = marksUpTo(
    most,
    rows.every(({ values }) => values.every(Number.isInteger)),
  )
  const top = marks.at(-1) ?? most
  return (
    <div className="chart-scroll" aria-hidden="true">
      {unit && <div className="chart-unit">{unit}</div>}
      <div className="chart-field" style={{ minWidth: `${rows.length * 3.25 + 1.6}rem` }}>
        <div className="chart-marks">
          {marks.map((mark) => (
            <span key={mark} style={{ bottom: `${(mark / top) * 100}%` }}>
              {mark}
            </span>
          ))}
        </div>
        <div className="chart-plot">
          {marks.map((mark) => (
            <i key={mark} className="chart-line" style={{ bottom: `${(mark / top) * 100}%` }} />
          ))}
          {rows.map(({ label, values }) => (
            <div key={label} className="chart-group" title={`${label}: ${values.join(', ')}`}>
              {values.map((value, index) => (
                <b
                  key={names[index]}
                  className={`chart-bar chart-bar-${index}`}
                  style={{ height: `${(Math.max(0, value) / top) * 100}%` }}
                >
                  {value > 0 && <span>{value}</span>}
                </b>
              ))}
            </div>
          ))}
        </div>
        <div className="chart-labels">
          {rows.map(({ label }) => (
            <span key={label}>{label}</span>
          ))}
        </div>
      </div>
      {below && <div className="chart-below">{below}</div>}
      {names.length > 1 && (
        <ul className="chart-names">
          {names.map((name, index) => (
            <li key={name}>
              <i className={`chart-bar-${index}`} /> {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Round numbers from nought, about five of them, the last at or above the most; whole ones where all values are. */
const marksUpTo = (most: number, areWhole: boolean): number[] => {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const round = power * ([1, 2, 5].find((it) => it * power >= rough) ?? 10)
  const step = areWhole ? Math.max(1, round) : round
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => Number((i * step).toPrecision(6)))
}
