// Draws the pictures of a page from the data that stand beside them. Without it, and without ECharts, the tables tell the same.
(() => {
  const boxes = document.querySelectorAll('[data-chart]');
  if (!window.echarts) {
    boxes.forEach(box => { box.hidden = true; });
    return;
  }
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const stages = { content: '--good', grumble: '--warn', complaint: '--bad', silence: '--cold', lost: '--quiet' };
  // Styles that a page is given as text are refused by its policy: hints are drawn, not written.
  const tooltip = { renderMode: 'richText', confine: true };
  const draw = {
    flow: data => ({
      tooltip, animation: false,
      series: [{
        type: 'sankey', left: 8, right: 90, top: 8, bottom: 8, nodeGap: 14, emphasis: { focus: 'adjacency' },
        data: data.nodes.map(n => ({ name: n.id, text: n.label, itemStyle: { color: color(stages[n.stage]) } })),
        links: data.links.map(l => ({ source: l.from, target: l.to, value: l.count })),
        label: { color: color('--ink'), formatter: p => p.data.text },
        lineStyle: { color: 'source', opacity: 0.35 },
        tooltip: { formatter: p => p.dataType === 'edge' ? `${p.value}` : p.data.text },
      }],
    }),
    lines: data => ({
      tooltip: { ...tooltip, trigger: 'axis', valueFormatter: v => v == null ? '–' : data.share ? `${Math.round(v * 100)} %` : `${v}` },
      animation: false,
      legend: { bottom: 0, textStyle: { color: color('--ink') } },
      grid: { left: 8, right: 16, top: 16, bottom: 40, containLabel: true },
      textStyle: { color: color('--ink') },
      xAxis: { type: 'category', data: data.months, axisLabel: { color: color('--quiet') } },
      yAxis: {
        type: 'value', min: 0, max: data.share ? 1 : undefined, minInterval: data.share ? 0 : 1,
        axisLabel: { color: color('--quiet'), formatter: v => data.share ? `${Math.round(v * 100)} %` : `${v}` },
        splitLine: { lineStyle: { color: color('--line') } },
      },
      // Told apart by their marks too, for who does not see colours.
      series: data.lines.map((l, i) => ({
        type: 'line', name: l.name, data: l.values, symbol: ['circle', 'triangle', 'rect'][i], symbolSize: 8,
        itemStyle: { color: color(['--accent', '--warn', '--cold'][i]) },
      })),
    }),
    pareto: data => ({
      tooltip: { ...tooltip, trigger: 'axis' }, animation: false,
      // The first label is turned, and reaches out to the left.
      grid: { left: 48, right: 8, top: 24, bottom: 8, containLabel: true },
      textStyle: { color: color('--ink') },
      xAxis: { type: 'category', data: data.bars.map(b => b.label), axisLabel: { color: color('--quiet'), rotate: 35, interval: 0, width: 110, overflow: 'truncate' } },
      yAxis: [
        { type: 'value', axisLabel: { color: color('--quiet') }, splitLine: { lineStyle: { color: color('--line') } } },
        { type: 'value', min: 0, max: 1, axisLabel: { color: color('--quiet'), formatter: v => `${Math.round(v * 100)} %` }, splitLine: { show: false } },
      ],
      series: [
        { type: 'bar', name: data.count, data: data.bars.map(b => b.count), itemStyle: { color: color('--accent') } },
        { type: 'line', name: data.sofar, yAxisIndex: 1, data: data.bars.map(b => b.sofar), itemStyle: { color: color('--warn') } },
      ],
    }),
  };
  boxes.forEach(box => {
    const chart = window.echarts.init(box, null, { renderer: 'canvas' });
    const show = () => chart.setOption(draw[box.dataset.chart](JSON.parse(box.dataset.values)), true);
    show();
    window.addEventListener('resize', () => chart.resize());
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  });
})();
