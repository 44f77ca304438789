import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { TrendPoint } from './view.ts';

use([LineChart, GridComponent, LegendComponent, SVGRenderer]);

const INKS = ['#1d4f91', '#8a5a00', '#1f6b3a', '#7a1f5c'];
const SYMBOLS = ['circle', 'diamond', 'triangle', 'rect'];

/** The share of reports on time, a line for each duty; what it shows stands in the table beside it. */
export function TrendChart(props: {
  readonly trend: readonly TrendPoint[];
  readonly dark?: boolean;
}) {
  const { trend, dark = false } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption(optionOf(trend, dark));
    const resize = () => chart.resize();
    const watch = new ResizeObserver(resize);
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [trend, dark]);
  return <div ref={place} className="glance-chart" aria-hidden="true" />;
}

function optionOf(trend: readonly TrendPoint[], dark: boolean) {
  const ink = dark ? '#e4e7ec' : '#475467';
  const periods = [...new Set(trend.map(({ periodWords }) => periodWords))];
  const duties = [...new Map(trend.map(({ duty, dutyTitle }) => [duty, dutyTitle]))];
  const series = duties.map(([duty, name], at) => {
    const own = trend.filter((point) => point.duty === duty);
    const share = (period: string) =>
      own.find(({ periodWords }) => periodWords === period)?.onTimeShare ?? null;
    return {
      ...{ type: 'line' as const, name, connectNulls: true, symbolSize: dark ? 10 : 7 },
      ...{ symbol: SYMBOLS[at % SYMBOLS.length], data: periods.map(share) },
      label: { show: true, formatter: '{c}%', color: ink, fontSize: dark ? 16 : 11 },
    };
  });
  const text = { color: ink, fontSize: dark ? 16 : 12 };
  return {
    animation: false,
    color: dark ? ['#7cc4ff', '#ffd166', '#8ce99a', '#f4a6d7'] : INKS,
    grid: { left: dark ? 64 : 44, right: 24, top: duties.length > 1 ? 40 : 24, bottom: 28 },
    ...(duties.length > 1 ? { legend: { top: 0, textStyle: text } } : {}),
    xAxis: { type: 'category' as const, data: periods, axisLabel: text },
    yAxis: {
      ...{ type: 'value' as const, min: 0, max: 100 },
      axisLabel: { ...text, formatter: '{value}%' },
      splitLine: { lineStyle: { color: dark ? '#344054' : '#e4e7ec' } },
    },
    series,
  };
}
