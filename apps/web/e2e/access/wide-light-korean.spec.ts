import { lookAtEveryPage } from './every-page';

lookAtEveryPage({ width: 1440, theme: 'light', locale: 'ko' });
