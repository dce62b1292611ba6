import { Injectable, type INestApplication } from '@nestjs/common';

/** The application itself, which the description of its routes is made from. `setUpWeb` puts it here. */
@Injectable()
export class ApplicationReference {
  private application: INestApplication | undefined;

  hold(application: INestApplication): void {
    this.application = application;
  }

  get(): INestApplication {
    if (!this.application) throw new Error('setUpWeb has not been called');
    return this.application;
  }
}
