export { forecastHourly, naiveScale, type HourlyForecast, type NoForecast } from './forecast.js';
export {
  DAY_HOURS,
  WEEK_HOURS,
  hourOfDayMedian,
  seasonalNaive,
  type ForecastMethod,
} from './seasonal-methods.js';
