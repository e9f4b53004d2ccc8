import { lookAtEveryPage } from './every-page';

lookAtEveryPage({ width: 360, theme: 'dark', locale: 'en' });
