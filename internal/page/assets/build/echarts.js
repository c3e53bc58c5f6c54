// The parts of ECharts that the pages use.
import * as echarts from 'echarts/core';
import { ScatterChart, HeatmapChart, BoxplotChart } from 'echarts/charts';
import {
  GridComponent, TooltipComponent, LegendComponent, DataZoomInsideComponent, VisualMapContinuousComponent, TitleComponent,
} from 'echarts/components';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

echarts.use([
  ScatterChart, HeatmapChart, BoxplotChart, GridComponent, TooltipComponent, LegendComponent, DataZoomInsideComponent,
  VisualMapContinuousComponent, TitleComponent, CanvasRenderer, SVGRenderer,
]);
export { echarts };
